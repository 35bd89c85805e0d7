package org.lumoauth.agents.aauthperson;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Whom a tenant deals with: nobody unless it says so, and nobody else is asked for keys. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=aauthPerson"})
public final class PersonSettings implements SettingsSchema {

  /** The section's name. */
  public static final String SECTION = "aauthPerson";

  /** Agent providers whose agents may come here. */
  public static final String AGENT_PROVIDERS = "agentProviders";

  /** Resources that people may be named to. */
  public static final String RESOURCES = "resources";

  /** Person servers whose people may have access here, where we are the access server. */
  public static final String PERSON_SERVERS = "personServers";

  /** What the access server gives. */
  public static final String ACCESS_SCOPES = "accessScopes";

  @Override
  public List<Setting> settings() {
    return List.of(
        texts(AGENT_PROVIDERS, "Agent providers whose agents may come here, by their URLs."),
        texts(RESOURCES, "Resources that people may be named to, by their URLs."),
        texts(PERSON_SERVERS, "Person servers that the access server gives access for."),
        texts(ACCESS_SCOPES, "Scopes that the access server gives."));
  }

  @Override
  public Optional<String> objection(String setting, Object value) {
    boolean wrong =
        !setting.equals(ACCESS_SCOPES)
            && value instanceof List<?> list
            && !list.stream().allMatch(url -> url instanceof String s && ServerIdentifier.is(s));
    return wrong
        ? Optional.of(setting + " are server identifiers, as https://agent.example.")
        : Optional.empty();
  }

  /** The values of a list. */
  @SuppressWarnings("unchecked") // checked by the store
  public static Set<String> read(SettingsStore settings, TenantContext tenant, String name) {
    Object value = settings.read(tenant, SECTION).get(name);
    return value instanceof List<?> list ? Set.copyOf((List<String>) list) : Set.of();
  }

  private static Setting texts(String name, String description) {
    return new Setting(
        name,
        Type.STRINGS,
        List.of(),
        false,
        Set.of(),
        Optional.empty(),
        Optional.of(200L),
        description);
  }
}
