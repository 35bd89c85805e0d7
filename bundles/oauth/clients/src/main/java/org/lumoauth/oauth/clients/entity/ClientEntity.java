/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.entity;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;
import org.lumoauth.api.authn.CredentialUsers;
import org.lumoauth.oauth.clients.RegisteredClientSettings;
import org.lumoauth.platform.persistence.TenantRowLimit;
import org.lumoauth.platform.web.text.NameSkeletonReducer;

/** A registered client. Lists are stored as texts separated by spaces, which no item contains. */
@Entity
@TenantRowLimit(name = "clients", limit = 50_000)
@Table(name = "oac_client")
@IdClass(ClientEntityKey.class)
public class ClientEntity {

  private static final int MAX_SKELETON = 255;

  @Id
  @Column(name = "tenant_id")
  private String tenantId;

  @Id
  @Column(name = "client_id")
  private String clientId;

  @Column(name = "display_name")
  private String name;

  /** The skeleton of the name; null for a client named before this column existed. */
  @Column(name = "name_skeleton")
  private String nameSkeleton;

  /** When the name was set. */
  @Column(name = "named_us")
  private long namedMicros;

  @Column(name = "confidential")
  private boolean confidential;

  @Column(name = "active")
  private boolean active;

  @Column(name = "requires_pkce")
  private boolean requiresPkce;

  @Column(name = "application_type")
  private String applicationType;

  @Column(name = "grant_types")
  private String grantTypes;

  @Column(name = "scopes")
  private String scopes;

  @Column(name = "auth_methods")
  private String authenticationMethods;

  @Column(name = "redirect_uris")
  private String redirectUris;

  @Column(name = "audience_uris")
  private String audienceUris;

  @Column(name = "access_token_seconds")
  private long accessTokenSeconds;

  @Column(name = "refresh_token_seconds")
  private long refreshTokenSeconds;

  @Lob
  @Column(name = "metadata")
  private String metadata;

  @Column(name = "secret_hash")
  private byte[] secretHash;

  @Column(name = "old_secret_hash")
  private byte[] oldSecretHash;

  @Column(name = "old_secret_until_us")
  private long oldSecretUntilMicros;

  /** Null for credentials set before this column existed. */
  @Lob
  @Column(name = "set_by")
  private String setBy;

  @Column(name = "created_us")
  private long createdMicros;

  @Column(name = "updated_us")
  private long updatedMicros;

  @Version
  @Column(name = "version_no")
  private int version;

  protected ClientEntity() {}

  public ClientEntity(String tenantId, String clientId, long createdMicros) {
    this.tenantId = tenantId;
    this.clientId = clientId;
    this.createdMicros = createdMicros;
  }

  /** Applies the mutable settings. */
  public void apply(RegisteredClientSettings settings, String metadataJson, long nowMicros) {
    if (!settings.name().equals(name)) {
      name = settings.name();
      nameSkeleton = fitting(NameSkeletonReducer.of(name));
      namedMicros = nowMicros;
    }
    confidential = settings.confidential();
    active = settings.active();
    requiresPkce = settings.requiresPkce();
    applicationType = settings.applicationType();
    grantTypes = join(settings.grantTypes());
    scopes = join(settings.scopes());
    authenticationMethods = join(settings.authenticationMethods());
    redirectUris = join(settings.redirectUris());
    audienceUris = join(settings.audienceUris());
    accessTokenSeconds = settings.accessTokenSeconds();
    refreshTokenSeconds = settings.refreshTokenSeconds();
    metadata = metadataJson;
    updatedMicros = nowMicros;
  }

  /** Truncates a skeleton to the column's length. */
  public static String fitting(String skeleton) {
    return skeleton.substring(0, Math.min(MAX_SKELETON, skeleton.length()));
  }

  /** Removes one of its scopes. */
  public void removeScope(String scope, long nowMicros) {
    scopes = join(split(scopes).stream().filter(one -> !one.equals(scope)).toList());
    updatedMicros = nowMicros;
  }

  /** Sets the secret. The previous secret remains valid until the given time, which may be now. */
  public void secret(byte[] hash, long oldUntilMicros, long nowMicros) {
    oldSecretHash = oldUntilMicros > nowMicros ? secretHash : null;
    oldSecretUntilMicros = oldUntilMicros;
    secretHash = hash.clone();
    updatedMicros = nowMicros;
  }

  /** Sets the users who set its credentials. */
  public void setBy(CredentialUsers people) {
    setBy = people.serialize();
  }

  /** Returns the users who set its credentials. */
  public CredentialUsers setBy() {
    return setBy == null ? CredentialUsers.NOBODY : CredentialUsers.parse(setBy);
  }

  /** Returns the JSON of further members; empty text if it has none. */
  public String metadata() {
    return metadata == null ? "" : metadata;
  }

  public RegisteredClientSettings settings(Map<String, Object> metadataMembers) {
    return new RegisteredClientSettings(
        name,
        confidential,
        active,
        requiresPkce,
        applicationType,
        split(grantTypes),
        split(scopes),
        split(authenticationMethods),
        split(redirectUris),
        split(audienceUris),
        accessTokenSeconds,
        refreshTokenSeconds,
        metadataMembers);
  }

  public String clientId() {
    return clientId;
  }

  /** Returns the keyed hash of the secret; empty for a client without one. */
  public byte[] secretHash() {
    return secretHash == null ? new byte[0] : secretHash.clone();
  }

  /** Returns the keyed hash of the previous secret while it may be valid; otherwise empty. */
  public byte[] oldSecretHash() {
    return oldSecretHash == null ? new byte[0] : oldSecretHash.clone();
  }

  public long oldSecretUntilMicros() {
    return oldSecretUntilMicros;
  }

  public long createdMicros() {
    return createdMicros;
  }

  private static String join(Collection<String> items) {
    return String.join(" ", items);
  }

  private static List<String> split(String items) {
    return items.isEmpty() ? List.of() : List.of(items.split(" "));
  }
}
