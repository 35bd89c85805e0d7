/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.util.HexFormat;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Computes the substitute subject of an unknown user: constant for the same input, so that limits
 * apply as for existing users.
 */
public final class UnknownUserSubjectFactory {
  private static final String PREFIX = "unknown-";
  private static final String PURPOSE = "unknown-user";
  private static final int LENGTH = 26;

  private UnknownUserSubjectFactory() {}

  static SubjectRef of(SecretProtectionService vault, TenantContext tenant, String identifier) {
    var hash = HexFormat.of().formatHex(vault.hash(PURPOSE, tenant.id() + "/" + identifier));
    return new SubjectRef(SubjectRef.USER, PREFIX + hash.substring(0, LENGTH));
  }

  public static boolean isUnknown(SubjectRef subject) {
    return subject.id().startsWith(PREFIX);
  }
}
