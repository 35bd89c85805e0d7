/** In-memory fakes of the services of users, subjects and sessions. */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.testkit.fake.user;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
