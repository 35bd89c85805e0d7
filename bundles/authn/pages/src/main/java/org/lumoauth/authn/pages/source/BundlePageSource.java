/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.lumoauth.api.page.HtmlPageSource;
import org.osgi.framework.Bundle;

/**
 * The pages in a bundle's folder, read once, so that they remain usable while the bundle is being
 * removed.
 */
final class BundlePageSource implements HtmlPageSource {
  private static final String TEMPLATE = ".ftlh";
  private static final String MESSAGES = "messages_";
  private static final String PROPERTIES = ".properties";

  private final Map<String, String> templates;
  private final Map<Locale, Map<String, String>> messages;

  private BundlePageSource(
      Map<String, String> templates, Map<Locale, Map<String, String>> messages) {
    this.templates = Map.copyOf(templates);
    this.messages = Map.copyOf(messages);
  }

  static BundlePageSource read(Bundle bundle, String folder) throws IOException {
    Map<String, String> templates = new HashMap<>();
    Map<Locale, Map<String, String>> messages = new HashMap<>();
    Enumeration<URL> files = bundle.findEntries(folder, "*", false);
    for (URL file : Collections.list(files == null ? Collections.emptyEnumeration() : files)) {
      String name = file.getPath().substring(file.getPath().lastIndexOf('/') + 1);
      if (name.endsWith(TEMPLATE)) {
        templates.put(name.substring(0, name.length() - TEMPLATE.length()), text(file));
      } else if (name.startsWith(MESSAGES) && name.endsWith(PROPERTIES)) {
        String tag = name.substring(MESSAGES.length(), name.length() - PROPERTIES.length());
        messages.put(Locale.forLanguageTag(tag.replace('_', '-')), properties(file));
      }
    }
    return new BundlePageSource(templates, messages);
  }

  private static String text(URL file) throws IOException {
    try (InputStream in = file.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Map<String, String> properties(URL file) throws IOException {
    Properties properties = new Properties();
    try (var in = new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    Map<String, String> map = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
    return Map.copyOf(map);
  }

  @Override
  public Optional<String> template(String name) {
    return Optional.ofNullable(templates.get(name));
  }

  @Override
  public Set<Locale> languages() {
    return messages.keySet();
  }

  @Override
  public Map<String, String> messages(Locale locale) {
    return messages.getOrDefault(locale, Map.of());
  }
}
