package org.lumoauth.agents.aauthperson;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Whom a tenant deals with: nobody unless it says so, and nobody else is asked for keys. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=aauthPerson"})
public final class PersonServerSettings implements SettingsSchema {

  /** The section's name. */
  public static final String SECTION = "aauthPerson";

  /** Agent providers whose agents may come here. */
  public static final String AGENT_PROVIDERS = "agentProviders";

  /** Resources that people may be named to. */
  public static final String RESOURCES = "resources";

  /** Person servers whose people may have access here, where we are the access server. */
  public static final String PERSON_SERVERS = "personServers";

  /** Access servers that are asked for access to resources. */
  public static final String ACCESS_SERVERS = "accessServers";

  /** How many resources may hand on, one after the other, what an agent came with. */
  public static final String CHAIN_DEPTH = "chainDepth";

  private static final long DEFAULT_DEPTH = 3;
  private static final long MAX_DEPTH = 10;

  /** How long an answer is held at the most for a person to decide, in seconds. */
  public static final String LONGEST_WAIT = "longestWait";

  private static final long DEFAULT_WAIT = 30;
  private static final long MAX_WAIT = 60; // proxies give up on an answer by then

  /** What the access server gives. */
  public static final String ACCESS_SCOPES = "accessScopes";

  /** What the access server wants to know of people. */
  public static final String ACCESS_CLAIMS = "accessClaims";

  /** What the access server asks each time. */
  public static final String ACCESS_QUESTION = "accessQuestion";

  /** Lists of servers that are no agent provider and no resource: theirs may have a path. */
  private static final Set<String> PATHS = Set.of(ACCESS_SERVERS, PERSON_SERVERS);

  private static final Set<String> SERVERS =
      Set.of(AGENT_PROVIDERS, RESOURCES, ACCESS_SERVERS, PERSON_SERVERS);

  private static final Pattern CLAIM = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,99}");

  /** What an auth token says itself. */
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

  /** Servers that are named here are trusted as if an administrator had registered them. */
  @Override
  public String requiredPermission(String setting) {
    return setting.equals(LONGEST_WAIT) ? SETTINGS_WRITE : "roles.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        texts(AGENT_PROVIDERS, "Agent providers whose agents may come here, by their URLs."),
        texts(RESOURCES, "Resources that people may be named to, by their URLs."),
        texts(ACCESS_SERVERS, "Access servers that are asked for access to resources."),
        new SettingDefinition(
            CHAIN_DEPTH,
            SettingType.INTEGER,
            DEFAULT_DEPTH,
            false,
            Set.of(),
            Optional.of(0L),
            Optional.of(MAX_DEPTH),
            "How many resources may hand on, one after the other, what an agent came with; 0 is"
                + " none."),
        new SettingDefinition(
            LONGEST_WAIT,
            SettingType.INTEGER,
            DEFAULT_WAIT,
            false,
            Set.of(),
            Optional.of(0L),
            Optional.of(MAX_WAIT),
            "How many seconds an agent's poll is held at the most while its person decides, if it"
                + " says that it would wait; 0 is not at all."),
        texts(PERSON_SERVERS, "Person servers that the access server gives access for."),
        texts(ACCESS_SCOPES, "Scopes that the access server gives."),
        texts(
            ACCESS_CLAIMS,
            "What the access server wants to know of people before it gives anything, as email: it"
                + " is in the tokens then."),
        new SettingDefinition(
            ACCESS_QUESTION,
            SettingType.STRING,
            "",
            false,
            Set.of(),
            Optional.empty(),
            Optional.of(500L),
            "What the access server asks each time before it gives anything; the answer is in the"
                + " audit log."));
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    if (!(value instanceof List<?> list)) {
      return Optional.empty();
    }
    if (SERVERS.contains(setting) && !list.stream().allMatch(url -> isServer(setting, url))) {
      return Optional.of(setting + " are server identifiers, as https://agent.example.");
    }
    if (setting.equals(ACCESS_CLAIMS) && !list.stream().allMatch(PersonServerSettings::isClaim)) {
      return Optional.of(setting + " are names of claims that a token does not have anyway.");
    }
    return Optional.empty();
  }

  private static boolean isServer(String setting, Object value) {
    return value instanceof String url
        && (ServerIdentifier.is(url)
            || PATHS.contains(setting) && ServerIdentifier.isWithPath(url));
  }

  private static boolean isClaim(Object value) {
    return value instanceof String name && CLAIM.matcher(name).matches() && !OURS.contains(name);
  }

  /** The values of a list. */
  @SuppressWarnings("unchecked") // checked by the store
  public static Set<String> read(SettingsStore settings, TenantContext tenant, String name) {
    Object value = settings.read(tenant, SECTION).get(name);
    return value instanceof List<?> list ? Set.copyOf((List<String>) list) : Set.of();
  }

  /** A text; empty where there is none. */
  public static String text(SettingsStore settings, TenantContext tenant, String name) {
    return settings.read(tenant, SECTION).get(name) instanceof String text ? text.strip() : "";
  }

  /** How many resources may hand on, one after the other. */
  public static long maxCallChainDepth(SettingsStore settings, TenantContext tenant) {
    return settings.read(tenant, SECTION).get(CHAIN_DEPTH) instanceof Number depth
        ? depth.longValue()
        : 0;
  }

  /** How long an answer is held at the most. */
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
