package dev.importer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** What a public repository asks of the POM of each artifact. */
class PublishedPomTest {

  private static final XPath XPATH = XPathFactory.newInstance().newXPath();

  private static Document pom(String path) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(Project.folder("").resolve(path).toFile());
  }

  @Test
  void theParentSaysWhatAllInherit() throws Exception {
    Document parent = pom("pom.xml");
    for (String path :
        List.of(
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "scm/connection",
            "scm/url")) {
      assertThat(XPATH.evaluate("/project/" + path, parent)).as(path).isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"importer-core", "importer-server"})
  void eachModuleSaysWhatItIs(String module) throws Exception {
    Document pom = pom(module + "/pom.xml");

    assertThat(XPATH.evaluate("/project/name", pom)).isEqualTo(module);
    assertThat(XPATH.evaluate("/project/description", pom)).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"maven-javadoc-plugin", "maven-source-plugin"})
  void theProfileForPublishingAddsSourcesAndJavadoc(String plugin) throws Exception {
    assertThat(
            XPATH.evaluate(
                "count(/project/profiles/profile[id='publish']//plugin[artifactId='"
                    + plugin
                    + "'])",
                pom("pom.xml")))
        .isEqualTo("1");
  }
}
