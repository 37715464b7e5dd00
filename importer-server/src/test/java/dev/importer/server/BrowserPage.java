package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A tab of a browser, through the Chrome DevTools Protocol. Used by one thread. */
final class BrowserPage implements AutoCloseable {

  static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final WebSocket socket;

  BrowserPage(URI address) {
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, new Receiver())
            .orTimeout(30, TimeUnit.SECONDS)
            .join();
    for (String domain : List.of("Page", "Runtime", "Log", "DOM")) {
      call(domain + ".enable", Map.of());
    }
    size(1280, 900);
  }

  /** What the browser had to say against the page: exceptions, refused scripts, console errors. */
  List<String> complaints() {
    return complaints;
  }

  BrowserPage open(URI address) {
    call("Page.navigate", Map.of("url", address.toString()));
    return this;
  }

  BrowserPage reload() {
    evaluate("window.beforeReload = true");
    call("Page.reload", Map.of());
    return until("window.beforeReload === undefined && document.readyState === 'complete'");
  }

  /** The size of the window; below 500 pixels it is a phone. */
  BrowserPage size(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    return this;
  }

  BrowserPage scheme(String name) {
    return media(name, false);
  }

  /** Colours that people have chosen for their whole system are forced upon the page. */
  BrowserPage media(String scheme, boolean forcedColors) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "forced-colors", "value", forcedColors ? "active" : "none"))));
    return this;
  }

  /** The value of a JavaScript expression; of a promise, what it becomes. */
  JsonNode evaluate(String expression) {
    return valueOf(expression, call("Runtime.evaluate", evaluation(expression)));
  }

  private static Map<String, ?> evaluation(String expression) {
    return Map.of("expression", expression, "awaitPromise", true, "returnByValue", true);
  }

  private static JsonNode valueOf(String expression, JsonNode answer) {
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** Waits until an expression is true. */
  BrowserPage until(String condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(condition)) {
      assertThat(System.nanoTime())
          .as(() -> condition + "\non the page: " + text() + "\ncomplaints: " + complaints)
          .isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    return this;
  }

  /** What is asked while a page gives way to the next is no answer. */
  private boolean holds(String condition) {
    String expression = "Boolean(" + condition + ")";
    JsonNode answer = send("Runtime.evaluate", evaluation(expression));
    if (answer.at("/error/message").asText().equals("Inspected target navigated or closed")) {
      return false;
    }
    return valueOf(expression, resultOf("Runtime.evaluate", answer)).asBoolean();
  }

  /** Waits until the page shows a text. */
  BrowserPage untilShown(String text) {
    return until("document.body?.innerText.includes(" + quote(text) + ")");
  }

  String text() {
    return evaluate("document.body ? document.body.innerText : ''").asText();
  }

  /** Clicks the button, link, label or option with this text, once it is there and visible. */
  BrowserPage click(String text) {
    String find =
        "[...document.querySelectorAll('button, a, label, summary')].find(e => e.checkVisibility()"
            + " && !e.disabled && e.innerText.trim().replace(/\\s+/g, ' ') === "
            + quote(text)
            + ")";
    // In one step, because the page may draw itself anew between two.
    return until("(found => found && (found.click(), true))(" + find + ")");
  }

  /** Chooses the option of a labelled select by its text. */
  BrowserPage choose(String label, String option) {
    String select = labelled(label);
    until(select);
    evaluate(
        "(() => { const s = "
            + select
            + "; s.value = [...s.options].find(o => o.text === "
            + quote(option)
            + ").value; s.dispatchEvent(new Event('change')); })()");
    return this;
  }

  /** Puts a text into the labelled input. */
  BrowserPage type(String label, String text) {
    String input = labelled(label);
    until(input);
    evaluate(
        "(() => { const i = "
            + input
            + "; i.focus(); i.value = "
            + quote(text)
            + "; i.dispatchEvent(new Event('input', {bubbles: true})); })()");
    return this;
  }

  private static String labelled(String label) {
    return "(() => { const l = [...document.querySelectorAll('label')].find(e => e.textContent ==="
        + quote(label)
        + "); return l ? document.getElementById(l.htmlFor)"
        + " : [...document.querySelectorAll('select, input')].find(e => e.ariaLabel === "
        + quote(label)
        + "); })()";
  }

  /** Presses and releases a key. */
  BrowserPage press(String key, int code) {
    for (String type : List.of("rawKeyDown", "char", "keyUp")) {
      if (type.equals("char") && !key.equals("Enter")) {
        continue;
      }
      call(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              key,
              "code",
              key,
              "windowsVirtualKeyCode",
              code,
              "text",
              type.equals("char") ? "\r" : ""));
    }
    return this;
  }

  /** Types a text, key by key, where the focus is. */
  BrowserPage write(String text) {
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            key -> {
              call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "text", key));
              call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
            });
    return this;
  }

  /** Presses a key together with the control key. */
  BrowserPage pressWithControl(String key, int code) {
    for (String type : List.of("rawKeyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", key, "windowsVirtualKeyCode", code, "modifiers", 2));
    }
    return this;
  }

  /** Pastes a text where the focus is. */
  BrowserPage paste(String text) {
    evaluate(
        "(() => { const data = new DataTransfer(); data.setData('text/plain', "
            + quote(text)
            + "); document.activeElement.dispatchEvent(new ClipboardEvent('paste',"
            + " {clipboardData: data, bubbles: true, cancelable: true})); })()");
    return this;
  }

  /** Chooses files in the n-th file input. */
  BrowserPage chooseFiles(int input, Path... files) {
    until("document.querySelectorAll('input[type=file]')[" + input + "]");
    JsonNode found =
        call(
            "Runtime.evaluate",
            Map.of("expression", "document.querySelectorAll('input[type=file]')[" + input + "]"));
    call(
        "DOM.setFileInputFiles",
        Map.of(
            "objectId",
            found.path("result").path("objectId").asText(),
            "files",
            Stream.of(files).map(Path::toString).toList()));
    return this;
  }

  /** Drops files onto the middle of an element, as a mouse does. */
  BrowserPage drop(String selector, Path... files) {
    until("document.querySelector(" + quote(selector) + ")");
    JsonNode middle =
        evaluate(
            "(() => { const e = document.querySelector("
                + quote(selector)
                + "); e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
                + " return [r.x + r.width / 2, r.y + r.height / 2]; })()");
    Map<String, Object> data =
        Map.of(
            "items",
            List.of(),
            "files",
            Stream.of(files).map(Path::toString).toList(),
            "dragOperationsMask",
            1);
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      call(
          "Input.dispatchDragEvent",
          Map.of(
              "type",
              type,
              "x",
              middle.path(0).asDouble(),
              "y",
              middle.path(1).asDouble(),
              "data",
              data));
    }
    return this;
  }

  /** Saves downloads into a folder. */
  BrowserPage downloadTo(Path folder) {
    call(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toString()));
    return this;
  }

  /** Writes what the window shows as a PNG. */
  void screenshot(Path file) {
    JsonNode picture = call("Page.captureScreenshot", Map.of("format", "png"));
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a script that the page's own rules would not let in. */
  void inject(String script) {
    call("Page.setBypassCSP", Map.of("enabled", true));
    evaluate(script + "\n;true");
  }

  JsonNode call(String method, Map<String, ?> parameters) {
    return resultOf(method, send(method, parameters));
  }

  private JsonNode send(String method, Map<String, ?> parameters) {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    pending.put(id, answer);
    ObjectNode message = MAPPER.createObjectNode().put("id", id).put("method", method);
    message.set("params", MAPPER.valueToTree(parameters));
    var unused = socket.sendText(message.toString(), true).join();
    return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private static JsonNode resultOf(String method, JsonNode result) {
    assertThat(result.has("error")).as(method + ": " + result.path("error")).isFalse();
    return result.path("result");
  }

  static String quote(String text) {
    try {
      return MAPPER.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    call("Page.close", Map.of());
    socket.abort();
  }

  private final class Receiver implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String message = text.toString();
        text.setLength(0);
        receive(message);
      }
      from.request(1);
      return null;
    }

    private void receive(String message) {
      JsonNode json;
      try {
        json = MAPPER.readTree(message);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
      if (json.has("id")) {
        CompletableFuture<JsonNode> answer = pending.remove(json.path("id").asInt());
        if (answer != null) {
          answer.complete(json);
        }
        return;
      }
      JsonNode event = json.path("params");
      switch (json.path("method").asText()) {
        case "Runtime.exceptionThrown" ->
            complaints.add(event.at("/exceptionDetails/exception/description").asText());
        case "Log.entryAdded" -> {
          if (event.at("/entry/level").asText().equals("error")
              // What the server refuses, or that it does not answer, is what tests are about.
              && !event.at("/entry/source").asText().equals("network")) {
            complaints.add(event.at("/entry/text").asText());
          }
        }
        default -> {
          // Of no interest here.
        }
      }
    }
  }
}
