package org.lumoauth.agents.aauthperson.relay;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.lumoauth.api.message.MessageTemplates;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The text of the message, from {@code mail/LANGUAGE.properties} of this bundle. */
@Component(property = {"lumoauth.kind=message-templates", "lumoauth.name=agents-aauth-person"})
public final class RelayTemplates implements MessageTemplates {

  static final String WAITS = "aauth-agent-waits";

  private static final Set<String> LANGUAGES = Set.of("en", "de", "es", "ja");

  private final Map<String, Properties> texts = new HashMap<>();

  @Activate
  public RelayTemplates() throws IOException {
    for (String language : LANGUAGES) {
      try (var stream =
              RelayTemplates.class.getResourceAsStream("/mail/" + language + ".properties");
          var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
        var properties = new Properties();
        properties.load(reader);
        texts.put(language, properties);
      }
    }
  }

  @Override
  public Set<String> names() {
    return Set.of(WAITS);
  }

  @Override
  public Set<String> variables(String name) {
    return names().contains(name) ? Set.of("agent", "link") : Set.of();
  }

  @Override
  public Optional<Template> template(String name, Locale locale) {
    return Optional.ofNullable(texts.get(locale.getLanguage()))
        .filter(properties -> properties.containsKey(name + ".text"))
        .map(
            properties ->
                new Template(
                    Optional.of(properties.getProperty(name + ".subject")),
                    properties.getProperty(name + ".text"),
                    Optional.empty()));
  }
}
