/** What agents have people told: a question, or a page of another server. */
package org.lumoauth.agents.aauthperson.relay;
