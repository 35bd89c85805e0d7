/** AI agents: who they are, what they may ever do, and the protocols by which they prove it. */
@Export
@Version("1.9.0")
package org.lumoauth.api.agent;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
