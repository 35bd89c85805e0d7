package org.lumoauth.platform.directory;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.lumoauth.api.page.PageSource;
import org.osgi.service.component.annotations.Component;

/** What people are told about a password that is not taken. */
@Component(property = {"lumoauth.kind=pages", "lumoauth.name=directory"})
public final class PasswordMessages implements PageSource {
  private final Map<String, Map<String, String>> read = new ConcurrentHashMap<>();

  @Override
  public Optional<String> template(String name) {
    return Optional.empty();
  }

  @Override
  public Map<String, String> messages(Locale locale) {
    return read.computeIfAbsent(locale.getLanguage(), PasswordMessages::load);
  }

  private static Map<String, String> load(String language) {
    var file = "/messages_" + language + ".properties";
    try (var in = PasswordMessages.class.getResourceAsStream(file)) {
      if (in == null) {
        return Map.of();
      }
      var texts = new Properties();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return texts.stringPropertyNames().stream()
          .collect(Collectors.toUnmodifiableMap(key -> key, texts::getProperty));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
