/**
 * AI agents: their identity, their maximum permissions, and the protocols by which they
 * authenticate.
 */
@Export
@Version("1.9.0")
package org.lumoauth.api.agent;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
