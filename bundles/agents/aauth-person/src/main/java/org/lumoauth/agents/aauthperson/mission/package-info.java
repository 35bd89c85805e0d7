/** Missions that people approved, and their logs. */
package org.lumoauth.agents.aauthperson.mission;
