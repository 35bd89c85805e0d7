package org.lumoauth.agents.ssf;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.key.SigningKeyInfo;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.tenant.TenantContext;

/** Writes what it was asked to sign, so that a test can read it. */
public final class PlainKeys implements SigningKeys {

  @Override
  public String sign(
      TenantContext tenant, Algorithm algorithm, Map<String, Object> header, String payload) {
    return algorithm + " " + header + " " + payload;
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
  public void publish(TenantContext tenant, Algorithm algorithm) {
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
