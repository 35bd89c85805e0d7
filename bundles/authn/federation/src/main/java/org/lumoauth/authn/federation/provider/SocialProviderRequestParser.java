/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.federation.FederationConnector.FederationProviderPreset;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.description.SchemaPropertyNameReader;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/** Parses a submitted provider. Absent members do not change. */
public final class SocialProviderRequestParser {

  static final String SECRET = "clientSecret";
  static final String ROLES = "defaultRoles";

  /** The default type: most providers support OpenID Connect. */
  private static final String USUAL_TYPE = "oidc";

  private static final Set<String> MEMBERS =
      SchemaPropertyNameReader.namesOf(SocialProviderRequestSchema.class);

  /** The base for an imported provider with an unavailable preset. */
  private static final SocialProviderDefinition UNKNOWN =
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
  private final JsonObjectMemberReader members;
  private final boolean ofDocument;

  public SocialProviderRequestParser(Map<String, Object> body) {
    this(body, MEMBERS, false);
  }

  private SocialProviderRequestParser(
      Map<String, Object> body, Set<String> known, boolean ofDocument) {
    this.members = JsonObjectMemberReader.of(body, known);
    this.body = body;
    this.ofDocument = ofDocument;
  }

  /**
   * Reads a provider from an import, which never contains secrets. A provider that requires a
   * secret and has none is imported disabled.
   *
   * @param known the allowed members
   */
  public static SocialProviderRequestParser ofDocument(
      Map<String, Object> item, Set<String> known) {
    var form = new SocialProviderRequestParser(item, known, true);
    form.type();
    form.change(UNKNOWN, form.roles(), Optional.empty());
    return form;
  }

  /** Returns whether the form is from an import. */
  boolean isOfDocument() {
    return ofDocument;
  }

  /** Returns the name of a new provider. */
  public String provider() {
    return ProviderNameValidator.requireValid(members.requireText("provider", MAX_NAME));
  }

  /**
   * Returns whether the form sets default roles or user creation, which requires permission to
   * assign roles.
   */
  boolean givesRoles() {
    return setsRoles() || flag("jitProvisioningEnabled", "allowSignup").orElse(false);
  }

  /** Returns the preset for a provider with a custom name. */
  String type() {
    return members.text("type", MAX_NAME).orElse(USUAL_TYPE);
  }

  /**
   * Rejects an imported provider with a preset other than that of the existing provider or of its
   * name.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  void requireType(String preset) {
    if (ofDocument && members.has("type") && !type().equals(preset)) {
      throw ApiException.invalid(
          "type", "`type` must be " + preset + " for this provider and cannot be changed.");
    }
  }

  /** Returns whether the form sets or clears the secret. */
  boolean setsSecret() {
    return members.has(SECRET);
  }

  /** Returns the submitted secret. */
  Optional<String> secret() {
    var secret = members.secret(SECRET).filter(text -> !text.isEmpty());
    if (secret.filter(text -> text.length() > MAX_SECRET).isPresent()) {
      throw ApiException.invalid(
          SECRET, SECRET + " must have at most " + MAX_SECRET + " characters.");
    }
    return secret;
  }

  /** Returns whether the form sets default roles. */
  boolean setsRoles() {
    return members.has(ROLES);
  }

  /** Returns the ids or names of the default roles. */
  List<String> roles() {
    return members.textList(ROLES, MAX_ITEMS, MAX_NAME).orElse(List.of());
  }

  /** Returns the initial settings of a new provider. */
  static SocialProviderDefinition empty(FederationConnectorRegistry.ConnectorPreset offer) {
    return new SocialProviderDefinition(
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
   * Returns the settings with the submitted changes.
   *
   * @param roles ids of the default roles
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  SocialProviderDefinition change(
      SocialProviderDefinition before, FederationProviderPreset preset, List<String> roles) {
    var settings = change(before, roles, Optional.of(preset));
    ConnectorSettingsValidator.requireWhole(settings, preset);
    return settings;
  }

  private SocialProviderDefinition change(
      SocialProviderDefinition before,
      List<String> roles,
      Optional<FederationProviderPreset> preset) {
    var config = ConnectorSettingsValidator.sent(members, before);
    preset.ifPresent(known -> ConnectorSettingsValidator.requireKnown(config, known));
    var read = new SocialProviderFieldParser(members);
    return new SocialProviderDefinition(
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
