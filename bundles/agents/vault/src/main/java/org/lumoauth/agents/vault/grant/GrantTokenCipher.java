package org.lumoauth.agents.vault.grant;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.VaultSqlGateway;
import org.lumoauth.api.key.SecretVault;

/** Encrypts tokens for storage, bound to their grant. */
record GrantTokenCipher(SecretVault vault) {

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final String ACCESS = "access_token";
  private static final String REFRESH = "refresh_token";

  byte[] seal(String tenantId, String grantId, StoredGrantTokens tokens) {
    Map<String, String> kept = new LinkedHashMap<>();
    kept.put(ACCESS, tokens.accessToken());
    tokens.refreshToken().ifPresent(token -> kept.put(REFRESH, token));
    return vault.encrypt(tenantId, context(grantId), VaultSqlGateway.json(kept));
  }

  StoredGrantTokens open(String tenantId, String grantId, byte[] sealed) {
    Map<String, String> kept =
        VaultSqlGateway.parsed(vault.decrypt(tenantId, context(grantId), sealed), TEXTS);
    return new StoredGrantTokens(kept.get(ACCESS), Optional.ofNullable(kept.get(REFRESH)));
  }

  private static String context(String grantId) {
    return "vault-grant/" + grantId;
  }
}
