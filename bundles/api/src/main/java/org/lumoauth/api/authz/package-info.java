/**
 * Authorization decisions. {@link org.lumoauth.api.authz.AuthorizationService} calls every {@link
 * org.lumoauth.api.authz.AuthorizationModel} and combines their votes: a denial overrides, no
 * applicable vote is a denial, and a failed model is a denial that says so.
 */
@Export
@Version("1.7.0")
@NullMarked
package org.lumoauth.api.authz;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
