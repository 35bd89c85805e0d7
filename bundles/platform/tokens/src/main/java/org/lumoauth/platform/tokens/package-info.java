/** Access tokens: the one gate, issuing, verifying, revoking. */
package org.lumoauth.platform.tokens;
