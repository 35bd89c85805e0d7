package org.lumoauth.api.authn;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Keeps credentials for authentication methods that have no tables of their own. */
@ProviderType
public interface CredentialStore {

  /**
   * A stored credential.
   *
   * @param id {@code crd_} and a ULID
   * @param method the method's name
   * @param secret encrypted at rest; what the method alone understands
   * @param attributes what may be listed and shown
   */
  record StoredCredential(
      String id, String method, byte[] secret, Map<String, String> attributes) {}

  /** Adds a credential and returns its id. */
  String add(
      TenantContext tenant,
      SubjectRef subject,
      String method,
      byte[] secret,
      Map<String, String> attributes);

  /** The subject's credentials of this method, oldest first. */
  List<StoredCredential> list(TenantContext tenant, SubjectRef subject, String method);

  /** One credential. */
  Optional<StoredCredential> find(TenantContext tenant, String credentialId);

  /**
   * Replaces a credential if it is still as it was read: two nodes never both win.
   *
   * @return whether it was replaced
   */
  boolean replace(TenantContext tenant, StoredCredential was, StoredCredential is);

  /** Removes a credential. */
  void remove(TenantContext tenant, String credentialId);
}
