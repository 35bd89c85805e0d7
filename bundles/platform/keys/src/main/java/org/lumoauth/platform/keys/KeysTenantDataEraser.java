/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.keys.encryption.DefaultEncryptionKeyService;
import org.lumoauth.platform.keys.signing.DefaultSigningKeyService;
import org.lumoauth.platform.keys.vault.EnvelopeSecretProtectionService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes the keys of a deleted tenant. Data encrypted with them is permanently lost. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=platform-keys"})
public final class KeysTenantDataEraser implements TenantDataEraser {

  private final DefaultSigningKeyService ring;
  private final DefaultEncryptionKeyService encryption;
  private final EnvelopeSecretProtectionService vault;

  @Activate
  public KeysTenantDataEraser(
      @Reference DefaultSigningKeyService ring,
      @Reference DefaultEncryptionKeyService encryption,
      @Reference EnvelopeSecretProtectionService vault) {
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
