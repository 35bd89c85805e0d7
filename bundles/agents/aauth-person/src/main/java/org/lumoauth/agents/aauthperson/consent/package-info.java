/** Agent consents as shown to people and administrators, and their end. */
package org.lumoauth.agents.aauthperson.consent;
