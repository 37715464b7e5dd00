package dev.importer.testing;

import java.io.IOException;
import java.io.InputStream;

/** Loads our classes once more, as if a library was not on the class path. */
public final class HidingClassLoader extends ClassLoader {

  private static final String OURS = "dev.importer.";

  private final String hidden;

  /**
   * Makes one.
   *
   * @param hidden how the names of the classes begin that are not there
   * @param parent has all classes
   */
  public HidingClassLoader(String hidden, ClassLoader parent) {
    super(parent);
    this.hidden = hidden;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(hidden)) {
      throw new ClassNotFoundException(name);
    }
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
