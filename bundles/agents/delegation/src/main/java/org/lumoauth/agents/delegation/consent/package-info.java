/** What people let agents do for them: kept, found and taken back. */
package org.lumoauth.agents.delegation.consent;
