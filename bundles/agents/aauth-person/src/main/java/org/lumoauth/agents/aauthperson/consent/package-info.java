/** What people let agents do, as they and administrators see it, and its end. */
package org.lumoauth.agents.aauthperson.consent;
