/** External identity providers: SAML, OpenID Connect, directories, and issuers of assertions. */
@Export
@Version("1.1.0")
@NullMarked
package org.lumoauth.api.federation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
