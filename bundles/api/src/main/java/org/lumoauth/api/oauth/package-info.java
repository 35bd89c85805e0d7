/**
 * OAuth 2.1: clients, how they authenticate, and grants. Each grant and each kind of client
 * authentication is a module; metadata lists exactly what is installed.
 */
@Export
@Version("1.15.0")
package org.lumoauth.api.oauth;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
