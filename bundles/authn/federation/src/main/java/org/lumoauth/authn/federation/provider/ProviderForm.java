package org.lumoauth.authn.federation.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.lumoauth.api.federation.FederationConnector.Preset;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Members;

/** Reads what was sent of a provider. What was not sent stays. */
public final class ProviderForm {

  static final String SECRET = "clientSecret";
  static final String ROLES = "defaultRoles";

  /** Most providers speak OpenID Connect. */
  private static final String USUAL_TYPE = "oidc";

  private static final Set<String> MEMBERS =
      Set.of(
          "provider",
          "type",
          "displayName",
          "name",
          "enabled",
          "clientId",
          SECRET,
          "requestedScopes",
          "scopes",
          "brandColor",
          "iconUrl",
          "jitProvisioningEnabled",
          "allowSignup",
          "autoLinkUsers",
          "trustEmail",
          "trustMfa",
          ROLES,
          "claimMapping",
          "customClaims",
          "providerConfig",
          "issuerUrl",
          "authorizationUrl",
          "tokenUrl",
          "userInfoUrl");

  /** Settings of a connector that the reference names beside {@code providerConfig}. */
  private static final Map<String, String> NAMED =
      Map.of(
          "issuerUrl", "issuer",
          "authorizationUrl", "authorizationUrl",
          "tokenUrl", "tokenUrl",
          "userInfoUrl", "userInfoUrl");

  /** What a claim can be here: what people may say of themselves, and nothing that decides. */
  private static final Set<String> MAPPED = Set.of("name", "givenName", "familyName");

  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /** What a document's provider is read onto where nobody brings its preset. */
  private static final ProviderSettings UNKNOWN =
      empty(
          new Connectors.Offer(
              "", new Preset("", "", List.of(), List.of(), List.of(), Map.of(), false)));

  /** Names of other things at the place of a provider. */
  private static final Set<String> RESERVED = Set.of("available", "types", "callback-urls");

  private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");
  private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{3,8}");
  private static final Pattern CLAIM = Pattern.compile("[A-Za-z0-9_:/.#-]{1,100}");
  private static final int MAX_NAME = 100;
  private static final int MAX_ID = 500;
  private static final int MAX_SECRET = 4_000;
  private static final int MAX_ITEMS = 50;
  private static final int MAX_VALUE = 4_000;

  private final Map<String, Object> body;
  private final Members members;
  private final boolean ofDocument;

  public ProviderForm(Map<String, Object> body) {
    this(body, MEMBERS, false);
  }

  private ProviderForm(Map<String, Object> body, Set<String> known, boolean ofDocument) {
    this.members = Members.of(body, known);
    this.body = body;
    this.ofDocument = ofDocument;
  }

  /**
   * Reads what a document says of a provider, which has no secret in it: one that needs a secret
   * and has none is not enabled, whatever the document says.
   *
   * @param known the members that it may have
   */
  public static ProviderForm ofDocument(Map<String, Object> item, Set<String> known) {
    var form = new ProviderForm(item, known, true);
    form.type();
    form.change(UNKNOWN, form.roles(), Optional.empty());
    return form;
  }

  /** Whether it is a document's. */
  boolean isOfDocument() {
    return ofDocument;
  }

  /** The name that a new provider is to have. */
  public String provider() {
    return sound(members.required("provider", MAX_NAME));
  }

  /**
   * A name as it stands in addresses.
   *
   * @throws Problem 422 {@code validation_error}
   */
  public static String sound(String provider) {
    if (!SLUG.matcher(provider).matches()
        || RESERVED.contains(provider)
        || DIGITS.matcher(provider).matches()) {
      throw Problem.invalid(
          "provider", "provider is letters a to z, digits and hyphens, 40 at most.");
    }
    return provider;
  }

  /** Whether it is about roles, or about users who are made: whoever sends it gives roles. */
  boolean givesRoles() {
    return setsRoles() || flag("jitProvisioningEnabled", "allowSignup").orElse(false);
  }

  /** The pattern for a provider under a name of its own. */
  String type() {
    return members.text("type", MAX_NAME).orElse(USUAL_TYPE);
  }

  /**
   * Refuses a document's provider that goes by another pattern than the one that is there, or that
   * is known by its name.
   *
   * @throws Problem 422 {@code validation_error}
   */
  void requireType(String preset) {
    if (ofDocument && members.has("type") && !type().equals(preset)) {
      throw Problem.invalid("type", "type is " + preset + " for this provider, and stays so.");
    }
  }

  /** Whether the secret is set, to be another one or none. */
  boolean setsSecret() {
    return members.has(SECRET);
  }

  /** The secret that was sent. */
  Optional<String> secret() {
    var secret = members.secret(SECRET).filter(text -> !text.isEmpty());
    if (secret.filter(text -> text.length() > MAX_SECRET).isPresent()) {
      throw Problem.invalid(SECRET, SECRET + " has at most " + MAX_SECRET + " characters.");
    }
    return secret;
  }

  /** Whether roles are given to people who come by this provider. */
  boolean setsRoles() {
    return members.has(ROLES);
  }

  /** Ids or names of those roles. */
  List<String> roles() {
    return members.texts(ROLES, MAX_ITEMS, MAX_NAME).orElse(List.of());
  }

  /** A new provider, with nothing sent yet. */
  static ProviderSettings empty(Connectors.Offer offer) {
    return new ProviderSettings(
        offer.preset().provider(),
        offer.connector(),
        offer.preset().name(),
        true,
        "",
        List.of(),
        "",
        "",
        false,
        false,
        false,
        false,
        List.of(),
        Map.of(),
        Map.of(),
        Map.of());
  }

  /**
   * The provider with what was sent.
   *
   * @param roles ids of the default roles
   * @throws Problem 422 {@code validation_error} naming the member
   */
  ProviderSettings change(ProviderSettings before, Preset preset, List<String> roles) {
    var settings = change(before, roles, Optional.of(preset));
    requireWhole(settings, preset);
    return settings;
  }

  private ProviderSettings change(
      ProviderSettings before, List<String> roles, Optional<Preset> preset) {
    var config = config(before);
    preset.ifPresent(known -> requireKnown(config, known));
    return new ProviderSettings(
        before.preset(),
        before.connector(),
        text("displayName", "name", MAX_NAME).orElse(before.displayName()),
        members.flag("enabled").orElse(before.enabled()),
        members.text("clientId", MAX_ID).orElse(before.clientId()),
        scopes().orElse(before.scopes()),
        members.has("brandColor") ? colour() : before.brandColor(),
        members.has("iconUrl") ? icon() : before.iconUrl(),
        flag("jitProvisioningEnabled", "allowSignup").orElse(before.provisioning()),
        members.flag("autoLinkUsers").orElse(before.linksByEmail()),
        members.flag("trustEmail").orElse(before.trustsEmail()),
        members.flag("trustMfa").orElse(before.trustsMfa()),
        roles,
        members.has("claimMapping") ? mapping() : before.claimMapping(),
        members.has("customClaims") ? claims() : before.customClaims(),
        config);
  }

  private static void requireWhole(ProviderSettings settings, Preset preset) {
    Map<String, Object> connection = new HashMap<>(preset.settings());
    connection.putAll(settings.connection());
    for (String name : preset.required()) {
      if (!name.equals(SECRET)
          && (!connection.containsKey(name) || "".equals(connection.get(name)))) {
        throw Problem.invalid(shown(name), shown(name) + " is needed.");
      }
    }
  }

  private static String shown(String name) {
    return name.equals("issuer") ? "issuerUrl" : name;
  }

  private Map<String, Object> config(ProviderSettings before) {
    Map<String, Object> config = new HashMap<>(before.config());
    if (members.has("providerConfig")) {
      config.clear();
      config.putAll(members.map("providerConfig", MAX_ITEMS));
    }
    NAMED.forEach(
        (member, setting) -> {
          if (members.has(member)) {
            config.put(setting, members.text(member, MAX_ID).orElse(""));
          }
        });
    config.values().removeIf(value -> value == null || "".equals(value));
    config.forEach(ProviderForm::requireShort);
    return config;
  }

  private static void requireKnown(Map<String, Object> config, Preset preset) {
    Set<String> known = new TreeSet<>(preset.required());
    known.addAll(preset.optional());
    known.removeAll(Set.of("clientId", SECRET, "scopes"));
    for (String name : config.keySet()) {
      if (!known.contains(name)) {
        throw Problem.invalid(
            "providerConfig",
            "providerConfig has nothing but " + String.join(", ", known) + " for this provider.");
      }
    }
  }

  private static void requireShort(String name, Object value) {
    if (String.valueOf(value).length() > MAX_VALUE
        || String.valueOf(value).chars().anyMatch(Character::isISOControl)) {
      throw Problem.invalid("providerConfig", name + " is too long, or has control characters.");
    }
  }

  private Optional<List<String>> scopes() {
    String name = members.has("requestedScopes") ? "requestedScopes" : "scopes";
    var scopes = members.texts(name, MAX_ITEMS, MAX_ID);
    scopes.orElse(List.of()).stream()
        .filter(scope -> !SCOPE.matcher(scope).matches())
        .findFirst()
        .ifPresent(
            scope -> {
              throw Problem.invalid(name, "A scope is visible characters without space.");
            });
    return scopes;
  }

  private Map<String, String> mapping() {
    Map<String, String> mapping = new TreeMap<>();
    members
        .map("claimMapping", MAX_ITEMS)
        .forEach(
            (to, from) -> {
              if (!MAPPED.contains(to)
                  || !(from instanceof String claim)
                  || !CLAIM.matcher(claim).matches()) {
                throw Problem.invalid(
                    "claimMapping",
                    "claimMapping says which claim is " + new TreeSet<>(MAPPED) + " here.");
              }
              mapping.put(to, claim);
            });
    return mapping;
  }

  private Map<String, Object> claims() {
    Map<String, Object> claims = new HashMap<>(members.map("customClaims", MAX_ITEMS));
    claims.values().removeIf(Objects::isNull);
    claims.forEach(ProviderForm::requireShort);
    return claims;
  }

  private String colour() {
    String colour = members.text("brandColor", MAX_NAME).orElse("");
    if (!colour.isEmpty() && !COLOUR.matcher(colour).matches()) {
      throw Problem.invalid("brandColor", "brandColor is a colour, as #1a73e8.");
    }
    return colour;
  }

  private String icon() {
    String icon = members.text("iconUrl", MAX_ID).orElse("");
    if (!icon.isEmpty() && !icon.startsWith("https://")) {
      throw Problem.invalid("iconUrl", "iconUrl is https.");
    }
    return icon;
  }

  private Optional<String> text(String name, String otherName, int max) {
    return members.has(name)
        ? Optional.of(members.required(name, max))
        : members.has(otherName) ? Optional.of(members.required(otherName, max)) : Optional.empty();
  }

  private Optional<Boolean> flag(String name, String otherName) {
    return members.flag(name).or(() -> members.flag(otherName));
  }

  @Override
  public String toString() {
    return "ProviderForm[" + body.keySet() + "]";
  }
}
