/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store.credential;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumoauth.api.authn.CredentialStore;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.store.RecordJsonCodec;
import org.lumoauth.platform.store.RetryingPersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Credentials in the database, with encrypted secrets. */
@Component(service = {CredentialStore.class, DatabaseCredentialStore.class})
public final class DatabaseCredentialStore implements CredentialStore {
  private static final String PURPOSE = "credential-state";
  private static final int MAX_SECRET = 64 * 1024;
  private static final int MAX_ATTRIBUTES = 8_000;

  private final CredentialTable table;
  private final RecordJsonCodec json;
  private final SecretProtectionService vault;
  private final IdGenerator identifiers;

  @Activate
  public DatabaseCredentialStore(
      @Reference PersistenceUnit unit,
      @Reference RecordJsonCodec json,
      @Reference SecretProtectionService vault,
      @Reference IdGenerator identifiers) {
    this.table = new CredentialTable(new RetryingPersistenceUnit(unit));
    this.json = json;
    this.vault = vault;
    this.identifiers = identifiers;
  }

  @Override
  public String add(
      TenantContext tenant,
      SubjectRef subject,
      String method,
      byte[] secret,
      Map<String, String> attributes) {
    var made = new StoredCredential(identifiers.next("crd_"), method, secret, attributes);
    table.insert(tenant.id(), subject, row(tenant, made), state(made));
    return made.id();
  }

  @Override
  public List<StoredCredential> list(TenantContext tenant, SubjectRef subject, String method) {
    return table.list(tenant.id(), subject, method).stream()
        .map(row -> credential(tenant, row))
        .toList();
  }

  @Override
  public Optional<StoredCredential> find(TenantContext tenant, String credentialId) {
    return table.find(tenant.id(), credentialId).stream()
        .findFirst()
        .map(row -> credential(tenant, row));
  }

  @Override
  public boolean replace(TenantContext tenant, StoredCredential was, StoredCredential is) {
    if (!is.id().equals(was.id()) || !is.method().equals(was.method())) {
      throw new IllegalArgumentException("the id and the method of a credential must not change");
    }
    return table.update(tenant.id(), row(tenant, is), state(was), state(is));
  }

  @Override
  public void remove(TenantContext tenant, String credentialId) {
    table.delete(tenant.id(), credentialId);
  }

  /** Removes the credentials of a subject. */
  public void forget(String tenantId, String subjectId) {
    table.deleteOf(tenantId, subjectId);
  }

  private CredentialTable.CredentialTableRow row(
      TenantContext tenant, StoredCredential credential) {
    var attributes = attributes(credential);
    if (credential.secret().length > MAX_SECRET || attributes.length() > MAX_ATTRIBUTES) {
      throw new IllegalArgumentException(
          "a credential must not exceed 64 KiB of secret data and 8,000 characters "
              + "of attributes");
    }
    byte[] sealed = vault.encrypt(tenant.id(), context(credential.id()), credential.secret());
    return new CredentialTable.CredentialTableRow(
        credential.id(), credential.method(), sealed, attributes);
  }

  private StoredCredential credential(
      TenantContext tenant, CredentialTable.CredentialTableRow row) {
    Map<String, String> attributes = new LinkedHashMap<>();
    Map<?, ?> stored = json.read(row.attributes().getBytes(StandardCharsets.UTF_8), Map.class);
    stored.forEach((name, value) -> attributes.put((String) name, (String) value));
    byte[] secret = vault.decrypt(tenant.id(), context(row.id()), row.sealed());
    return new StoredCredential(row.id(), row.method(), secret, attributes);
  }

  /** Hashed with a vault key, because the secret may be short enough to guess. */
  private byte[] state(StoredCredential credential) {
    var secret = Base64.getEncoder().encodeToString(credential.secret());
    return vault.hash(PURPOSE, credential.id() + '\n' + secret + '\n' + attributes(credential));
  }

  private String attributes(StoredCredential credential) {
    return new String(json.write(new TreeMap<>(credential.attributes())), StandardCharsets.UTF_8);
  }

  private static String context(String id) {
    return "credential/" + id;
  }
}
