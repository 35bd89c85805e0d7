/** In-memory fakes of the services of OAuth. */
@Export
@Version("1.0.0")
package org.lumoauth.testkit.fake.oauth;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
