/**
 * Short-lived data: codes, nonces, sign-ins in progress. Each operation is one atomic statement in
 * the database, so that only one of two concurrent nodes succeeds.
 */
@Export
@Version("1.3.0")
@NullMarked
package org.lumoauth.api.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
