/**
 * Secrets at rest: a data key for each tenant under the master key for what must be read again, and
 * keyed hashes for what must only be recognized.
 */
package org.lumoauth.platform.keys.vault;
