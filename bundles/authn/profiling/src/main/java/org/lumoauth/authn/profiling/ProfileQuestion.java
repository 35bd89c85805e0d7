package org.lumoauth.authn.profiling;

import java.time.Duration;

/**
 * One thing to ask somebody.
 *
 * @param attribute the standard claim
 * @param required whether they do not go on without an answer
 * @param askAgain how long they are not asked again if they leave it out
 */
record ProfileQuestion(String attribute, boolean required, Duration askAgain) {}
