/**
 * Agent cards of the A2A protocol: an administrator says what an agent offers, anybody may fetch
 * the card, signed by the tenant's key, and any caller may have a card verified.
 */
package org.lumoauth.agents.cards;
