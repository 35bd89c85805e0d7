package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.lumoauth.api.tenant.TenantContext;

/** URLs of a tenant. Its pages stand beside its API: an issuer is {@code …/t/{slug}/api/v1}. */
final class TenantUrlAssertions {

  private TenantUrlAssertions() {}

  /** Everything of the tenant begins so. */
  static String base(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "") + "/";
  }

  /** It is one of the tenant's, in whatever way it is read. */
  static void assertTenantUrl(TenantContext tenant, String url) {
    assertTrue(url.startsWith(base(tenant)), url);
    assertTrue(url.matches("[\\x21-\\x7E]+"), url);
    URI read = URI.create(url);
    assertEquals(read.normalize(), read, "it leads elsewhere");
    assertNull(read.getRawUserInfo(), url);
    assertNull(read.getRawFragment(), url);
  }
}
