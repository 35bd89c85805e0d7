/**
 * The person server and access server of the AAuth IETF draft (draft-hardt-oauth-aauth-protocol):
 * represents people to resources, asks for their consent to agents' requests, and manages the
 * missions that they approve. The AAuth draft is still changing; all code that depends on it is in
 * this bundle.
 */
@NullMarked
package org.lumoauth.agents.aauthperson;

import org.jspecify.annotations.NullMarked;
