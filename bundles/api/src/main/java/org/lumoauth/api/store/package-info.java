/**
 * What lives for minutes: codes, nonces, sign-ins under way. Everything here is decided by one
 * atomic statement in the database, so that two nodes never both win.
 */
@Export
@Version("1.3.0")
package org.lumoauth.api.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
