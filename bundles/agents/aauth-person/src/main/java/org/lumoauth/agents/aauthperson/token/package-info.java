/** The AAuth draft's four token types. */
package org.lumoauth.agents.aauthperson.token;
