package org.lumoauth.platform.web;

/** The body of an answer that has nothing but a sentence. */
public record MessageResponseBody(String message) {}
