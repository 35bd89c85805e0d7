package org.lumoauth.oauth.openid;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.key.SigningKeyInfo;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.tenant.TenantContext;

/** Remembers for which algorithms keys were published, and does nothing else. */
public final class PublishedKeys implements SigningKeys {

  private final List<Algorithm> published = new ArrayList<>();

  public List<Algorithm> published() {
    return published;
  }

  @Override
  public void publish(TenantContext tenant, Algorithm algorithm) {
    published.add(algorithm);
  }

  @Override
  public String sign(
      TenantContext tenant, Algorithm algorithm, Map<String, Object> header, String payload) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String verify(TenantContext tenant, String jws) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean trusts(TenantContext tenant, String kid) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Map<String, Object>> publicKeys(TenantContext tenant) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<SigningKeyInfo> list(TenantContext tenant) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String rotate(TenantContext tenant, Algorithm algorithm, Initiator by) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void revoke(TenantContext tenant, String kid, Initiator by) {
    throw new UnsupportedOperationException();
  }
}
