package org.example.starter;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;

/** The texts of files such as {@code classpath:schemas/*.json}. */
final class JsonFiles {

  private static final String ENDING = ".json";

  private final ResourcePatternResolver resolver;

  JsonFiles(ResourceLoader loader) {
    this.resolver = ResourcePatternUtils.getResourcePatternResolver(loader);
  }

  /** By the names of the files without their ending; a pattern may match nothing. */
  Map<String, String> at(List<String> locations) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (String location : locations) {
      for (Resource file : find(location)) {
        String name = nameOf(file);
        if (texts.put(name, file.getContentAsString(StandardCharsets.UTF_8)) != null) {
          throw new IllegalStateException(
              "Several files have the name '" + name + ENDING + "' at " + locations + ".");
        }
      }
    }
    return texts;
  }

  private Resource[] find(String location) throws IOException {
    try {
      return resolver.getResources(location);
    } catch (FileNotFoundException e) {
      // The folder in front of the pattern is not there.
      return new Resource[0];
    }
  }

  private static String nameOf(Resource file) {
    String name = file.getFilename();
    if (name == null || !name.endsWith(ENDING)) {
      throw new IllegalStateException("The name of " + file + " does not end in " + ENDING + ".");
    }
    return name.substring(0, name.length() - ENDING.length());
  }
}
