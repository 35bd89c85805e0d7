package org.lumoauth.authn.federation.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.federation.FederationConnector.FederationProviderPreset;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.JsonObjectMembers;
import org.lumoauth.platform.web.description.SchemaPropertyNames;

/** Reads what was sent of a provider. What was not sent stays. */
public final class SocialProviderForm {

  static final String SECRET = "clientSecret";
  static final String ROLES = "defaultRoles";

  /** Most providers speak OpenID Connect. */
  private static final String USUAL_TYPE = "oidc";

  private static final Set<String> MEMBERS = SchemaPropertyNames.namesOf(SocialProviderBody.class);

  /** What a document's provider is read onto where nobody brings its preset. */
  private static final SocialProviderSettings UNKNOWN =
      empty(
          new FederationConnectorRegistry.ConnectorPreset(
              "",
              new FederationProviderPreset(
                  "", "", List.of(), List.of(), List.of(), Map.of(), false)));

  private static final int MAX_NAME = 100;
  private static final int MAX_ID = 500;
  private static final int MAX_SECRET = 4_000;
  private static final int MAX_ITEMS = 50;

  private final Map<String, Object> body;
  private final JsonObjectMembers members;
  private final boolean ofDocument;

  public SocialProviderForm(Map<String, Object> body) {
    this(body, MEMBERS, false);
  }

  private SocialProviderForm(Map<String, Object> body, Set<String> known, boolean ofDocument) {
    this.members = JsonObjectMembers.of(body, known);
    this.body = body;
    this.ofDocument = ofDocument;
  }

  /**
   * Reads what a document says of a provider, which has no secret in it: one that needs a secret
   * and has none is not enabled, whatever the document says.
   *
   * @param known the members that it may have
   */
  public static SocialProviderForm ofDocument(Map<String, Object> item, Set<String> known) {
    var form = new SocialProviderForm(item, known, true);
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
    return ProviderNameValidator.requireValid(members.requireText("provider", MAX_NAME));
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
   * @throws ApiException 422 {@code validation_error}
   */
  void requireType(String preset) {
    if (ofDocument && members.has("type") && !type().equals(preset)) {
      throw ApiException.invalid("type", "type is " + preset + " for this provider, and stays so.");
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
      throw ApiException.invalid(SECRET, SECRET + " has at most " + MAX_SECRET + " characters.");
    }
    return secret;
  }

  /** Whether roles are given to people who come by this provider. */
  boolean setsRoles() {
    return members.has(ROLES);
  }

  /** Ids or names of those roles. */
  List<String> roles() {
    return members.textList(ROLES, MAX_ITEMS, MAX_NAME).orElse(List.of());
  }

  /** A new provider, with nothing sent yet. */
  static SocialProviderSettings empty(FederationConnectorRegistry.ConnectorPreset offer) {
    return new SocialProviderSettings(
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
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  SocialProviderSettings change(
      SocialProviderSettings before, FederationProviderPreset preset, List<String> roles) {
    var settings = change(before, roles, Optional.of(preset));
    ConnectorSettingsValidator.requireWhole(settings, preset);
    return settings;
  }

  private SocialProviderSettings change(
      SocialProviderSettings before,
      List<String> roles,
      Optional<FederationProviderPreset> preset) {
    var config = ConnectorSettingsValidator.sent(members, before);
    preset.ifPresent(known -> ConnectorSettingsValidator.requireKnown(config, known));
    var read = new SocialProviderMemberReader(members);
    return new SocialProviderSettings(
        before.preset(),
        before.connector(),
        text("displayName", "name", MAX_NAME).orElse(before.displayName()),
        members.flag("enabled").orElse(before.enabled()),
        members.text("clientId", MAX_ID).orElse(before.clientId()),
        read.scopes().orElse(before.scopes()),
        members.has("brandColor") ? read.colour() : before.brandColor(),
        members.has("iconUrl") ? read.icon() : before.iconUrl(),
        flag("jitProvisioningEnabled", "allowSignup").orElse(before.provisioning()),
        members.flag("autoLinkUsers").orElse(before.linksByEmail()),
        members.flag("trustEmail").orElse(before.trustsEmail()),
        members.flag("trustMfa").orElse(before.trustsMfa()),
        roles,
        members.has("claimMapping") ? read.mapping() : before.claimMapping(),
        members.has("customClaims") ? read.claims() : before.customClaims(),
        config);
  }

  private Optional<String> text(String name, String otherName, int max) {
    return members.has(name)
        ? Optional.of(members.requireText(name, max))
        : members.has(otherName)
            ? Optional.of(members.requireText(otherName, max))
            : Optional.empty();
  }

  private Optional<Boolean> flag(String name, String otherName) {
    return members.flag(name).or(() -> members.flag(otherName));
  }

  @Override
  public String toString() {
    return "ProviderForm[" + body.keySet() + "]";
  }
}
