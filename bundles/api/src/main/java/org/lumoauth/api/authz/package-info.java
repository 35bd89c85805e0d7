/**
 * Decisions. {@link org.lumoauth.api.authz.AuthorizationService} asks every {@link
 * org.lumoauth.api.authz.AuthorizationModel} and combines their votes: a denial overrides, nothing
 * applicable is a denial, and a model that fails is a denial that says so.
 */
@Export
@Version("1.7.0")
package org.lumoauth.api.authz;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
