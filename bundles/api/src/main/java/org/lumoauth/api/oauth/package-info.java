/**
 * OAuth 2.1: clients, client authentication, and grants. Each grant type and each client
 * authentication method is a module; the metadata lists exactly the installed ones.
 */
@Export
@Version("1.15.0")
@NullMarked
package org.lumoauth.api.oauth;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
