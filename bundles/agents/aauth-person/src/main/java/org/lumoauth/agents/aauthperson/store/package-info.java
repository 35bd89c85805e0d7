/** What is kept for long. */
package org.lumoauth.agents.aauthperson.store;
