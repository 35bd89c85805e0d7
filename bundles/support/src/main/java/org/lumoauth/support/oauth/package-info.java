/**
 * OAuth rules that several modules apply: policies of resources and authorization details, PKCE,
 * claims of scopes, token confirmation, and encrypted responses.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.support.oauth;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
