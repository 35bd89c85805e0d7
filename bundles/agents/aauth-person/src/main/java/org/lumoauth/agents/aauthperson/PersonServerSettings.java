package org.lumoauth.agents.aauthperson;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/**
 * The settings of a tenant for AAuth: the servers it trusts. The default is none; keys are fetched
 * only from configured servers.
 */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=aauthPerson"})
public final class PersonServerSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "aauthPerson";

  /** The agent providers with trusted agents. */
  public static final String AGENT_PROVIDERS = "agentProviders";

  /** The resources for which person tokens may be issued. */
  public static final String RESOURCES = "resources";

  /** The person servers for which this access server grants access. */
  public static final String PERSON_SERVERS = "personServers";

  /** The access servers that may be contacted for access to resources. */
  public static final String ACCESS_SERVERS = "accessServers";

  /** The maximum number of resources in a call chain. */
  public static final String CHAIN_DEPTH = "chainDepth";

  private static final long DEFAULT_DEPTH = 3;
  private static final long MAX_DEPTH = 10;

  /** The maximum time that a response is held while a person decides, in seconds. */
  public static final String LONGEST_WAIT = "longestWait";

  private static final long DEFAULT_WAIT = 30;
  private static final long MAX_WAIT = 60; // proxies usually time out after a minute

  /** The scopes that the access server grants. */
  public static final String ACCESS_SCOPES = "accessScopes";

  /** The claims that the access server requires. */
  public static final String ACCESS_CLAIMS = "accessClaims";

  /** The question that the access server asks for each request. */
  public static final String ACCESS_QUESTION = "accessQuestion";

  /**
   * Settings with servers that are neither agent providers nor resources, so their identifiers may
   * have a path.
   */
  private static final Set<String> PATHS = Set.of(ACCESS_SERVERS, PERSON_SERVERS);

  private static final Set<String> SERVERS =
      Set.of(AGENT_PROVIDERS, RESOURCES, ACCESS_SERVERS, PERSON_SERVERS);

  private static final Pattern CLAIM = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,99}");

  /** The claims that an auth token already has. */
  private static final Set<String> OURS =
      Set.of(
          "iss",
          "sub",
          "aud",
          "exp",
          "nbf",
          "iat",
          "jti",
          "dwk",
          "ps",
          "cnf",
          "act",
          "scope",
          "account",
          "tenant",
          "mission_s256");

  /**
   * Returns the permission for a setting: configured servers are trusted as if an administrator had
   * registered them.
   */
  @Override
  public String requiredPermission(String setting) {
    return setting.equals(LONGEST_WAIT) ? SETTINGS_WRITE : "roles.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        texts(AGENT_PROVIDERS, "URLs of the agent providers with trusted agents."),
        texts(RESOURCES, "URLs of the resources for which person tokens may be issued."),
        texts(
            ACCESS_SERVERS,
            "URLs of the access servers that may be contacted for access to resources."),
        new SettingDefinition(
            CHAIN_DEPTH,
            SettingType.INTEGER,
            DEFAULT_DEPTH,
            false,
            Set.of(),
            Optional.of(0L),
            Optional.of(MAX_DEPTH),
            "The maximum number of resources in a call chain. 0 forbids call" + " chaining."),
        new SettingDefinition(
            LONGEST_WAIT,
            SettingType.INTEGER,
            DEFAULT_WAIT,
            false,
            Set.of(),
            Optional.of(0L),
            Optional.of(MAX_WAIT),
            "The maximum number of seconds that an agent's poll is held while its "
                + "person decides, if the"
                + " agent prefers to wait. 0 disables holding."),
        texts(
            PERSON_SERVERS,
            "URLs of the person servers for which the access server grants access."),
        texts(ACCESS_SCOPES, "The scopes that the access server grants."),
        texts(
            ACCESS_CLAIMS,
            "Claims about the person that the access server requires before it grants "
                + "access, such as email. They"
                + " are added to its tokens."),
        new SettingDefinition(
            ACCESS_QUESTION,
            SettingType.STRING,
            "",
            false,
            Set.of(),
            Optional.empty(),
            Optional.of(500L),
            "A question that the access server asks before it grants access. The "
                + "answer is recorded in the"
                + " audit log."));
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    if (!(value instanceof List<?> list)) {
      return Optional.empty();
    }
    if (SERVERS.contains(setting) && !list.stream().allMatch(url -> isServer(setting, url))) {
      return Optional.of(setting + " must be server identifiers, such as https://agent.example.");
    }
    if (setting.equals(ACCESS_CLAIMS) && !list.stream().allMatch(PersonServerSettings::isClaim)) {
      return Optional.of(setting + " must be claim names that a token does not already contain.");
    }
    return Optional.empty();
  }

  private static boolean isServer(String setting, Object value) {
    return value instanceof String url
        && (ServerIdentifierValidator.is(url)
            || PATHS.contains(setting) && ServerIdentifierValidator.isWithPath(url));
  }

  private static boolean isClaim(Object value) {
    return value instanceof String name && CLAIM.matcher(name).matches() && !OURS.contains(name);
  }

  /** Returns the values of a list setting. */
  @SuppressWarnings("unchecked") // validated by the settings store
  public static Set<String> read(SettingsStore settings, TenantContext tenant, String name) {
    Object value = settings.read(tenant, SECTION).get(name);
    return value instanceof List<?> list ? Set.copyOf((List<String>) list) : Set.of();
  }

  /** Returns a text setting; empty if it is not set. */
  public static String text(SettingsStore settings, TenantContext tenant, String name) {
    return settings.read(tenant, SECTION).get(name) instanceof String text ? text.strip() : "";
  }

  /** Returns the maximum number of resources in a call chain. */
  public static long maxCallChainDepth(SettingsStore settings, TenantContext tenant) {
    return settings.read(tenant, SECTION).get(CHAIN_DEPTH) instanceof Number depth
        ? depth.longValue()
        : 0;
  }

  /** Returns the maximum time that a response is held. */
  public static Duration longestWait(SettingsStore settings, TenantContext tenant) {
    return settings.read(tenant, SECTION).get(LONGEST_WAIT) instanceof Number seconds
        ? Duration.ofSeconds(seconds.longValue())
        : Duration.ZERO;
  }

  private static SettingDefinition texts(String name, String description) {
    return new SettingDefinition(
        name,
        SettingType.STRINGS,
        List.of(),
        false,
        Set.of(),
        Optional.empty(),
        Optional.of(200L),
        description);
  }
}
