/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.CredentialStore;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/** Credentials in memory. */
final class InMemoryCredentialStore implements CredentialStore {

  private record Row(String tenantId, SubjectRef subject, StoredCredential credential) {}

  private final List<Row> rows = new ArrayList<>();

  @Override
  public String add(
      TenantContext tenant,
      SubjectRef subject,
      String method,
      byte[] secret,
      Map<String, String> attributes) {
    String id = "crd_" + rows.size();
    rows.add(new Row(tenant.id(), subject, new StoredCredential(id, method, secret, attributes)));
    return id;
  }

  @Override
  public List<StoredCredential> list(TenantContext tenant, SubjectRef subject, String method) {
    return rows.stream()
        .filter(row -> row.tenantId().equals(tenant.id()) && row.subject().equals(subject))
        .map(Row::credential)
        .filter(credential -> credential.method().equals(method))
        .toList();
  }

  @Override
  public Optional<StoredCredential> find(TenantContext tenant, String credentialId) {
    return rows.stream()
        .map(Row::credential)
        .filter(credential -> credential.id().equals(credentialId))
        .findFirst();
  }

  @Override
  public boolean replace(TenantContext tenant, StoredCredential was, StoredCredential is) {
    throw new UnsupportedOperationException("not used here");
  }

  @Override
  public void remove(TenantContext tenant, String credentialId) {
    rows.removeIf(row -> row.credential().id().equals(credentialId));
  }
}
