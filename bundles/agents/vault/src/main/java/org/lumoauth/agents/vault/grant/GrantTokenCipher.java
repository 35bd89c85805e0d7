/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.grant;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.platform.persistence.JsonColumnConverter;

/** Encrypts tokens for storage, bound to their grant. */
record GrantTokenCipher(SecretProtectionService vault) {

  private static final JsonColumnConverter<Map<String, String>> TOKENS =
      JsonColumnConverter.of("vault_grant", new TypeReference<>() {});
  private static final String ACCESS = "access_token";
  private static final String REFRESH = "refresh_token";

  byte[] seal(String tenantId, String grantId, StoredGrantTokens tokens) {
    Map<String, String> kept = new LinkedHashMap<>();
    kept.put(ACCESS, tokens.accessToken());
    tokens.refreshToken().ifPresent(token -> kept.put(REFRESH, token));
    return vault.encrypt(tenantId, context(grantId), TOKENS.writeBytes(kept));
  }

  StoredGrantTokens open(String tenantId, String grantId, byte[] sealed) {
    Map<String, String> kept =
        TOKENS.read(vault.decrypt(tenantId, context(grantId), sealed), grantId);
    return new StoredGrantTokens(kept.get(ACCESS), Optional.ofNullable(kept.get(REFRESH)));
  }

  private static String context(String grantId) {
    return "vault-grant/" + grantId;
  }
}
