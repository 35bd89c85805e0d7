package org.lumoauth.platform.keys;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.keys.encryption.EncryptionKeyRing;
import org.lumoauth.platform.keys.signing.SigningKeyRing;
import org.lumoauth.platform.keys.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Forgets the keys of a tenant that is deleted; what was sealed under them is lost for good. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=platform-keys"})
public final class KeysOfTenants implements TenantDataOwner {

  private final SigningKeyRing ring;
  private final EncryptionKeyRing encryption;
  private final Vault vault;

  @Activate
  public KeysOfTenants(
      @Reference SigningKeyRing ring,
      @Reference EncryptionKeyRing encryption,
      @Reference Vault vault) {
    this.ring = ring;
    this.encryption = encryption;
    this.vault = vault;
  }

  @Override
  public void erase(String tenantId) {
    ring.erase(tenantId);
    encryption.erase(tenantId);
    vault.erase(tenantId);
  }
}
