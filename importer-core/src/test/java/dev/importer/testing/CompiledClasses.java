package dev.importer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * Classes that are compiled while a test runs: unlike those of the build without the names of
 * parameters.
 */
public final class CompiledClasses implements AutoCloseable {

  private final URLClassLoader loader;

  private CompiledClasses(URLClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Compiles classes.
   *
   * @param folder where they lie while they are used; empty
   * @param sources the texts of one public class each
   */
  public static CompiledClasses in(Path folder, String... sources) {
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString()));
    for (String source : sources) {
      String name =
          source.replaceFirst("(?s).*?public (final |abstract )?(class|interface) (\\w+).*", "$3");
      arguments.add(UserFiles.write(folder.resolve(name + ".java"), source).toString());
    }
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (result != 0) {
      throw new IllegalArgumentException("the classes cannot be compiled");
    }
    try {
      return new CompiledClasses(
          new URLClassLoader(
              new URL[] {folder.toUri().toURL()}, CompiledClasses.class.getClassLoader()));
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** One of them. */
  public Class<?> get(String name) {
    try {
      return loader.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
