/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.platform.directory.DirectoryChangePublisher;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.password.PolicyPasswordHasher;
import org.lumoauth.platform.directory.password.UserPasswordChangeService;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** Creates the services of users without a container. */
public final class UserServiceFactory {
  private UserServiceFactory() {}

  public static UserCreationService creation(
      UserStore users,
      IdGenerator identifiers,
      PolicyPasswordHasher passwords,
      DirectoryChangePublisher journal) {
    return new UserCreationService(users, identifiers, passwords, journal);
  }

  public static SignInCountBuffer signInCounts(PersistenceUnit unit) {
    return new SignInCountBuffer(unit);
  }

  public static StoredUserActivityRecorder activity(
      UserStore users, SignInCountBuffer signIns, DirectoryChangePublisher journal) {
    return new StoredUserActivityRecorder(users, signIns, journal);
  }

  public static UserAdministration administration(
      UserStore users,
      SignInCountBuffer signIns,
      UserCreationService creation,
      UserPasswordChangeService passwords,
      DirectoryServiceLookup neighbours,
      DirectoryChangePublisher journal) {
    return new UserAdministration(users, signIns, creation, passwords, neighbours, journal);
  }
}
