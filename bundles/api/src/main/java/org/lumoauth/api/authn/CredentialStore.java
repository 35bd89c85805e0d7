/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Stores credentials for authentication methods without tables of their own. */
@ProviderType
public interface CredentialStore {

  /**
   * A stored credential.
   *
   * @param id {@code crd_} and a ULID
   * @param method the name of the method
   * @param secret the secret, encrypted at rest; only the method interprets it
   * @param attributes the attributes that may be listed and shown
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

  /** Returns the subject's credentials of this method, oldest first. */
  List<StoredCredential> list(TenantContext tenant, SubjectRef subject, String method);

  /** Returns the credential with this id. */
  Optional<StoredCredential> find(TenantContext tenant, String credentialId);

  /**
   * Replaces a credential if it has not changed since it was read, so that only one of two
   * concurrent updates succeeds.
   *
   * @return whether it was replaced
   */
  boolean replace(TenantContext tenant, StoredCredential was, StoredCredential is);

  /** Removes a credential. */
  void remove(TenantContext tenant, String credentialId);
}
