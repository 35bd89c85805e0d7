/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.browser;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.page.HtmlPageSource;

/** The pages in a bundle's sources, as the bundle would bring them. */
record SourceFolderPageSource(Path folder) implements HtmlPageSource {

  /** Every bundle's pages. Looks into nothing else of a bundle: it may be built meanwhile. */
  static List<SourceFolderPageSource> all(Path project) throws IOException {
    List<SourceFolderPageSource> all = new ArrayList<>();
    for (Path group : listed(project.resolve("bundles"))) {
      for (Path bundle : listed(group)) {
        Path pages = bundle.resolve("src/main/resources/pages");
        if (Files.isDirectory(pages)) {
          all.add(new SourceFolderPageSource(pages));
        }
      }
    }
    return all;
  }

  private static List<Path> listed(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  /** The bundle's folder. */
  Path bundle() {
    return folder.getParent().getParent().getParent().getParent();
  }

  /** Names of the templates. */
  Set<String> templates() {
    return names(".ftlh");
  }

  private Set<String> names(String suffix) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .map(name -> name.substring(0, name.length() - suffix.length()))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<String> template(String name) {
    Path file = folder.resolve(name + ".ftlh");
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Set<Locale> languages() {
    return names(".properties").stream()
        .map(name -> Locale.forLanguageTag(name.substring("messages_".length())))
        .collect(Collectors.toSet());
  }

  @Override
  public Map<String, String> messages(Locale locale) {
    Path file = folder.resolve("messages_" + locale.toLanguageTag() + ".properties");
    if (!Files.exists(file)) {
      return Map.of();
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> messages = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> messages.put(key, properties.getProperty(key)));
    return messages;
  }
}
