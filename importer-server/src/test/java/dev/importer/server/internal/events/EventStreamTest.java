package dev.importer.server.internal.events;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a listener gets that takes events more slowly than they come. */
class EventStreamTest {

  /** Takes nothing until it is ready. */
  private static final class SlowReceiver extends ServletOutputStream {

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean ready;

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void setWriteListener(WriteListener listener) {}

    @Override
    public void write(int b) {
      received.write(b);
    }
  }

  private final SlowReceiver receiver = new SlowReceiver();
  private final EventStream stream = new EventStream(receiver, null);

  private static EventStream.Event running(String id) {
    return EventStream.Event.of(id, id + ";", false);
  }

  /** The end of a change, and what there is to tell behind it. */
  private static EventStream.Event ended(String id, EventStream.Event then) {
    return running(id).kept().then(then);
  }

  private String received() throws IOException {
    receiver.ready = true;
    stream.onWritePossible();
    return receiver.received.toString(StandardCharsets.UTF_8);
  }

  @Test
  void isTheNewestState() throws IOException {
    stream.send(running("a-1"));
    stream.send(running("a-2"));

    assertThat(received()).isEqualTo("a-2;");
  }

  @Test
  void isTheEndOfEachChangeToo() throws IOException {
    stream.send(running("a-1"));
    stream.send(ended("a-ended", running("b-1")));
    stream.send(running("b-2"));
    stream.send(ended("b-ended", running("c-1")));
    stream.send(EventStream.Event.of("end", "end;", true));

    assertThat(received()).isEqualTo("a-ended;b-ended;end;");
    assertThat(stream.ended()).isCompletedWithValue(true);
  }

  @Test
  void isAnEndThatAChangeInTheSameStateFollows() throws IOException {
    receiver.ready = true;
    stream.onWritePossible();
    stream.send(running("same"));
    stream.send(ended("a-ended", running("same")));
    stream.send(running("same"));

    assertThat(received()).isEqualTo("same;a-ended;same;");
  }

  @Test
  void isNotMoreThanIsKept() throws IOException {
    String large = "x".repeat(40_000);
    stream.send(ended(large, running("b-1")));
    stream.send(ended("b" + large, running("c-1")));

    assertThat(received()).isEqualTo("b" + large + ";c-1;");
  }
}
