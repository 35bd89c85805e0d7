/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.password;

import org.lumoauth.api.key.PasswordHasher;
import org.lumoauth.platform.directory.DirectoryChangePublisher;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.user.UserStore;

/** Creates the services of passwords without a container. */
public final class PasswordServiceFactory {
  private PasswordServiceFactory() {}

  public static PasswordPolicy policy(
      PasswordBlocklist common, DirectoryServiceLookup neighbours, int minLength) {
    return new PasswordPolicy(common, neighbours, minLength);
  }

  public static UserPasswordChangeService change(
      UserStore users,
      PolicyPasswordHasher passwords,
      DirectoryServiceLookup neighbours,
      DirectoryChangePublisher journal) {
    return new UserPasswordChangeService(users, passwords, neighbours, journal);
  }

  public static StoredUserPasswordService passwords(
      UserStore users,
      PasswordHasher hasher,
      PasswordPolicy policy,
      UserPasswordChangeService change) {
    return new StoredUserPasswordService(users, hasher, policy, change);
  }
}
